export { agenciesOfMember, areOfOneAgency, bodiesOfAgency, bodiesUnder, ownAgency, peopleOfAgency, peopleOfUnit, unitsOfAgency, worksFor } from './agency';
export { bodyOf, communesToday, placeName, unitNames, unitsOfPeople, type NamedBody, type UnitPerson } from './repository.names';
export { readPolicy } from './stored-policy';
