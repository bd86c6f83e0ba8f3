import type { MajorityBase, PassRule } from './body-policy';
import type { Measure } from './turnout';
import { weightText } from './weights';

export type RuleLanguage = 'vi' | 'en';

const OF: Record<RuleLanguage, Record<MajorityBase, string>> = {
  vi: { members: 'thành viên', present: 'thành viên có mặt', cast: 'phiếu hợp lệ', decided: 'phiếu tán thành và không tán thành' },
  en: { members: 'members', present: 'members present', cast: 'valid votes', decided: 'votes for and against' },
};

const number = (units: number, scale: number, language: RuleLanguage): string => weightText(units, scale, language === 'vi' ? ',' : '.');

/**
 * What was needed and what was got: "Cần 14 trên 21 thành viên, được 15". Where votes have weights, numbers are of weight.
 * @param scale units of weight in one vote; 1 where every vote counts 1.
 */
export function outcomeWords({ needed, base, total, got }: Measure, language: RuleLanguage, scale = 1): string {
  const [most, of, had] = [needed, total, got].map((units) => number(units, scale, language));
  return language === 'vi' ? `Cần ${most} trên ${of} ${OF.vi[base]}, được ${had}` : `${most} of ${of} ${OF.en[base]} needed, ${had} in favour`;
}

const SHARES: Record<RuleLanguage, { moreThan: (share: string) => string; atLeast: (share: string) => string; all: string; half: string }> = {
  vi: { moreThan: (share) => `quá ${share}`, atLeast: (share) => `ít nhất ${share}`, all: 'toàn bộ', half: 'nửa' },
  en: { moreThan: (share) => `more than ${share}`, atLeast: (share) => `at least ${share}`, all: 'all', half: 'half' },
};

/** The rule itself: "quá nửa tổng số thành viên". */
export function ruleWords({ share, base = 'members' }: Pick<PassRule, 'share' | 'base'>, language: RuleLanguage): string {
  const words = SHARES[language];
  const isAll = share.numerator === share.denominator;
  const part = share.numerator * 2 === share.denominator ? words.half : `${share.numerator}/${share.denominator}`;
  const said = isAll ? words.all : share.comparison === 'more_than' ? words.moreThan(part) : words.atLeast(part);
  if (language === 'vi' && isAll) return `${said} ${OF.vi[base]}`;
  return language === 'vi' ? `${said} ${base === 'members' ? 'tổng số thành viên' : `số ${OF.vi[base]}`}` : `${said} ${isAll ? '' : 'of '}the ${OF.en[base]}`;
}
