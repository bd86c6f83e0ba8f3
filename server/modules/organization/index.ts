export { agenciesOfMember, bodiesOfAgency, ownAgency, peopleOfUnit, unitsOfAgency, worksFor } from './agency';
export { bodyOf, communesToday, placeName, unitNames, unitsOfPeople, type NamedBody, type UnitPerson } from './repository.names';
