export { bodiesOfAgency, unitsOfAgency, worksFor } from './agency';
export { bodyOf, peopleOfUnit, placeName, unitNames, unitsOfPeople, type NamedBody, type UnitPerson } from './repository.names';
