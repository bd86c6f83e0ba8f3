export { bodiesOfAgency, unitsOfAgency, worksFor } from './agency';
export { bodyOf, placeName, unitNames, unitsOfPeople, type NamedBody } from './repository.names';
