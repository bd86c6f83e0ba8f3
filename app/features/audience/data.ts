import { createContext, useContext } from 'react';
import type { QueryResult } from '../../../server/application';

type Editor = QueryResult<'agenda.editor'>;

/** Who may see something, with the names of whom it names. */
export type ShownAudience = QueryResult<'agenda.list'>['audiences'][number];
export type AudienceSeat = Editor['presenters'][number];

/** What is known on a page where a session is prepared: who may be chosen, and what is set already. */
export interface AudienceOffer {
  seats: readonly AudienceSeat[];
  units: Editor['units'];
  /** Of items and papers, by their ids. */
  audiences: readonly ShownAudience[];
  /** Person ids of presenters by item. */
  presenters: ReadonlyMap<string, string>;
  isPublished: boolean;
}

const Offer = createContext<AudienceOffer | null>(null);

/** Lets items and papers below say who may see them. */
export const AudienceOfferProvider = Offer.Provider;
export const useAudienceOffer = (): AudienceOffer | null => useContext(Offer);

/** An item's papers, or one paper. */
export interface AudienceObject {
  kind: 'item' | 'paper';
  id: string;
  version: number;
  title: string;
  /** Of a paper the item it stands at; of an item itself. */
  itemId: string | null;
}
