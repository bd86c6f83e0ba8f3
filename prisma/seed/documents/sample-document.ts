import type { AdministrativeDocument, Block, InvitationDocument, ProgrammeDocument } from '../../../server/shared/protocol/administrative-document';
import type { TemplateName } from '../../../server/kernel/ports/typesetter';
import type { SessionCalendar } from './calendar';
import { layoutOf } from './layout';

export type DocumentKind = 'giay_moi' | 'chuong_trinh' | 'bao_cao' | 'tom_tat' | 'to_trinh' | 'du_thao' | 'phu_luc' | 'bang_tiep_thu' | 'danh_sach' | 'thong_bao';

/** A document of the sample before it is set. `pages` is what domain knowledge prescribes; another count is an error. */
export interface SampleSpec {
  session: 'current' | 'previous';
  /** Number of the agenda item; null for the opening. */
  item: number | null;
  order: number;
  key: string;
  title: string;
  kind: DocumentKind;
  pages: number;
  template: TemplateName;
  data: AdministrativeDocument | InvitationDocument | ProgrammeDocument;
}

type Head = Omit<SampleSpec, 'template' | 'data' | 'session'> & { session?: 'current' | 'previous' };

export function administrative(head: Head, blocks: Block[]): SampleSpec {
  return { session: 'current', ...head, template: 'administrative', data: { blocks, layout: layoutOf(head.key) } };
}

export type SampleDocuments = (calendar: SessionCalendar) => SampleSpec[];

export const COMMITTEE = ['ỦY BAN NHÂN DÂN', 'TỈNH THANH GIANG'];
export const PARENT = 'UBND TỈNH THANH GIANG';
