import { describe, expect, it } from 'vitest';
import { decodeOld, decodeRuns, fromOld, isSyllable, oldEncodingOf, oldFontOf, readingOf } from '../../../server/shared/language/old-encodings';

const TCVN3 = { encoding: 'tcvn3', capitals: false } as const;
const VNI = { encoding: 'vni', capitals: false } as const;

/** Every letter with marks, and the codes that stand for it in each encoding (TCVN 5712:1993; VNI for Windows). */
const SMALL = [...'àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ'];
const IN_TCVN3 = [...'µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ®'];
const IN_VNI = 'aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î ñ'.split(' ');

const CONSTITUTION = 'Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc';
const AS_TCVN3 = 'Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc';
const AS_VNI = 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc';

describe('codes of before Unicode', () => {
  it.each(SMALL.map((letter, at) => [letter, IN_TCVN3[at] ?? '', IN_VNI[at] ?? '']))('documents D58 %s, small and capital, in TCVN3 (%s) and VNI (%s)', (letter, tcvn3, vni) => {
    const capital = letter.toUpperCase();
    expect(fromOld(tcvn3, TCVN3)).toBe(letter);
    // Fonts of capitals show the same codes.
    expect(fromOld(tcvn3, { encoding: 'tcvn3', capitals: true })).toBe(capital);
    expect([fromOld(vni, VNI), fromOld(vni.toUpperCase(), VNI)]).toEqual([letter, capital]);
    expect(fromOld(`x${tcvn3}n`, TCVN3)).toBe(`x${letter}n`);
  });

  it('documents D58 the seven capitals of TCVN3, plain letters, digits and signs', () => {
    expect(fromOld('¡¢£¤¥¦§', TCVN3)).toBe('ĂÂÊÔƠƯĐ');
    const plain = Array.from({ length: 0x5f }, (_, at) => String.fromCharCode(0x20 + at)).join('');
    expect([fromOld(plain, TCVN3), fromOld(plain, VNI)]).toEqual([plain, plain]);
    expect(fromOld('Sè 30/2020/N§-CP', TCVN3)).toBe('Số 30/2020/NĐ-CP');
    // Tones apart, as some programs wrote them.
    expect(fromOld('a\u00b3', TCVN3)).toBe('á');
  });

  it('documents D58 whole sentences', () => {
    expect([fromOld(AS_TCVN3, TCVN3), fromOld(AS_VNI, VNI)]).toEqual([CONSTITUTION, CONSTITUTION]);
    expect(fromOld('céng hßa', { encoding: 'tcvn3', capitals: true })).toBe('CỘNG HÒA');
    expect(fromOld('NGHÒ QUYEÁT', VNI)).toBe('NGHỊ QUYẾT');
  });

  it('documents D58 ư that was read as a hyphen or a soft one, and hyphens that are hyphens; à that was read as a Greek letter', () => {
    expect(fromOld('ph-¬ng ¸n, t- ph¸p, H-ng Yªn, tr\u00adíc; N§-CP, Hµ Néi - HuÕ, 2020-2025', TCVN3)).toBe('phương án, tư pháp, Hưng Yên, trước; NĐ-CP, Hà Nội - Huế, 2020-2025');
    expect(fromOld('lμ', TCVN3)).toBe('là');
  });

  it('documents D58 each letter knows where it stood', () => {
    expect(decodeOld('Haïnh phuùc', VNI)).toEqual({ text: 'Hạnh phúc', from: [0, 1, 3, 4, 5, 6, 7, 8, 10] });
    expect(decodeOld('h¹nh', TCVN3)).toEqual({ text: 'hạnh', from: [0, 1, 2, 3] });
  });
});

describe('which font and which text is old', () => {
  it.each([
    ['.VnTime', 'tcvn3', false], ['ABCDEF+.VnTime,Bold', 'tcvn3', false], ['.VnTimeH', 'tcvn3', true], ['BCDEEE+.VnArialH-Bold', 'tcvn3', true], ['#2EVnTimeH', 'tcvn3', true], ['VnTime', 'tcvn3', false],
    ['.VnHelvetIns', 'tcvn3', false], ['.VnHelvetInsH', 'tcvn3', true], ['.VnCentury SchoolbookH', 'tcvn3', true], ['.VnBook-Antiqua', 'tcvn3', false], ['VNI-Times', 'vni', false], ['ABCDEF+VNI-Helve-Condense,Bold', 'vni', false],
  ] as const)('documents D58 %s is of %s', (name, encoding, capitals) => {
    expect(oldFontOf(name)).toEqual({ encoding, capitals });
  });
  it.each(['Times New Roman', 'ABCDEF+Tinos-Bold', 'UVnTime', 'VNPT-Light', 'Vntime', 'VNINDEX', 'vnukovo'])('documents D58 %s says nothing', (name) => {
    expect(oldFontOf(name)).toBeNull();
  });

  it('documents D58 by the text itself, where it is sure', () => {
    expect([oldEncodingOf(AS_TCVN3), oldEncodingOf(AS_VNI)]).toEqual(['tcvn3', 'vni']);
    expect(oldEncodingOf(CONSTITUTION)).toBeNull();
    expect(oldEncodingOf(CONSTITUTION.normalize('NFD'))).toBeNull();
    // Other languages that have marks.
    expect(oldEncodingOf('L’été dernier, la forêt brûlée près de Besançon a été reboisée à l’aide de l’État, où il n’y avait déjà plus rien.')).toBeNull();
    expect(oldEncodingOf('Größere Städte müssen für öffentliche Wärme künftig Pläne vorlegen, die jährlich überprüft werden.')).toBeNull();
    expect(oldEncodingOf('El año próximo la comisión examinará también la cuestión de los niños y de los jóvenes en situación difícil.')).toBeNull();
    expect(oldEncodingOf('Při příštím zasedání bude předložena zpráva o plnění úkolů.')).toBeNull();
    expect(oldEncodingOf('')).toBeNull();
  });

  it('documents D58 a font’s name is believed unless its text is Unicode already', () => {
    expect(readingOf('Tê tr×nh', '.VnTime')).toEqual(TCVN3);
    expect(readingOf(CONSTITUTION, '.VnTime')).toBeNull();
    expect(readingOf('2026', 'VNI-Times')).toEqual(VNI);
    // The face was not there and another one stands in: the text alone says it.
    expect(readingOf(AS_TCVN3, 'DejaVuSans')).toEqual(TCVN3);
    expect(readingOf('Tê tr×nh', 'DejaVuSans')).toBeNull();
  });

  it('documents D58 runs of one page are read by all there is of their font', () => {
    const runs = [{ text: 'tê tr×nh', font: 'a' }, { text: 'của Sở', font: 'b' }, { text: 'MaËt', font: 'c' }];
    expect(decodeRuns(runs, (font) => ({ a: '.VnTimeH', b: 'Tinos' })[font] ?? null).map(({ text }) => text)).toEqual(['TỜ TRÌNH', 'của Sở', 'MaËt']);
  });

  it('documents D58 syllables are told from other words', () => {
    for (const word of ['nghĩa', 'Quyết', 'gì', 'giếng', 'hoà', 'hòa', 'khuỷu', 'UỶ', 'thuở', 'đường', 'rượu', 'quốc', 'ý', 'yêu']) expect([word, isSyllable(word)]).toEqual([word, true]);
    for (const word of ['été', 'für', 'NĐưCP', 'Việtt', 'xyz', 'straße', 'bbà']) expect([word, isSyllable(word)]).toEqual([word, false]);
  });
});
