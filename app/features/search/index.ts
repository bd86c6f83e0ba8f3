export { SearchScreen } from './search-screen';
export { readerHref, searchHref, searchPlace } from './search-place';
