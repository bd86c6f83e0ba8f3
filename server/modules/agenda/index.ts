export { assertNoBlockVote, blockItems, setAgreed, settleBlock } from './block';
export { markBlock } from './commands/mark-block';
export { AGENDA_REORDERED, ITEM_ADDED, ITEM_AUDIENCE_SET, ITEM_PULLED, ITEM_REMOVED, ITEM_UPDATED, MEMBER_RECUSED, RECUSAL_ENDED } from './events';
export { isSettled, PAPER_ONLY_TITLE } from './item-text';
export { AGENDA_ITEM, itemSubject, loadItemAccess, type ItemAccess } from './load-item';
export { placeItem, receiveItem } from './receive-item';
export { blockUnderVote, findItem, listItems, moveItem, setConclusion, setItemDuration, writeOrder, type AgendaItem, type ItemState } from './repository';
