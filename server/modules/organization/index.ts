export { bodiesOfAgency, unitsOfAgency, worksFor } from './agency';
export { bodyOf, placeName, unitNames, type NamedBody } from './repository.names';
