export { bodiesOfAgency, peopleOfUnit, unitsOfAgency, worksFor } from './agency';
export { bodyOf, placeName, unitNames, unitsOfPeople, type NamedBody, type UnitPerson } from './repository.names';
