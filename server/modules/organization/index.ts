export { bodiesOfAgency, unitsOfAgency, worksFor } from './agency';
