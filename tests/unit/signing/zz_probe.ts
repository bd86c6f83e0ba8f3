import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { PdfFile } from '../../../server/modules/signing/pdf/document';
const dir = process.argv[2]!;
const tally: Record<string, number> = {};
for (const f of (readdirSync(dir, {recursive:true}) as string[]).filter(f=>f.endsWith('.pdf')).sort()) {
  let out = 'ok';
  const b = readFileSync(path.join(dir,f));
  const t=performance.now();
  let info='';
  try { const p = PdfFile.open(b); info=`${p.revisions.length}rev hyb=${p.hybrid} enc=${p.encrypted}`; if(!p.encrypted){const v=p.latest; v.pages(); for (const n of v.entries.keys()) v.get(n);} else out='encrypted' } catch(e:any) { out = e.fault ? `${e.fault}@${e.at}` : 'THROW '+e.stack; }
  const k = out.split('@')[0]!; tally[k]=(tally[k]??0)+1;
  if (process.argv[3] || performance.now()-t>1000) console.log(f.slice(-70), info, out, Math.round(performance.now()-t)+'ms');
}
console.log(tally);
