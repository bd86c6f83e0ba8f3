export { bodiesOfAgency, unitsOfAgency, worksFor } from './agency';
export { bodyOf, communesToday, placeName, unitNames, unitsOfPeople, type NamedBody } from './repository.names';
