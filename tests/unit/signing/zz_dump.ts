import { readFileSync } from 'node:fs';
import { PdfFile } from '../../../server/modules/signing/pdf/document';
import { canonical } from '../../../server/modules/signing/pdf/objects';
const p = PdfFile.open(readFileSync(process.argv[2]!));
for (const r of p.revisions) { const v = p.view(r.index); console.log('== rev', r.index, r.start, r.eof, r.sections.map(s=>s.kind).join(), canonical(r.trailer).slice(0,300)); if (r.index===0 && !process.argv[3]) continue;
 for (const [n,e] of r.touched) { let s=''; try { s = decodeURIComponent(canonical(v.get(n)).slice(0,420)); } catch(e:any){ s='ERR '+e.message } console.log(' ', n, JSON.stringify(e), s.replace(/[^\x20-\x7e]/g,'.').slice(0,420)); } }
