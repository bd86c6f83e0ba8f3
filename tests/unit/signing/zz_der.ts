import { readFileSync, readdirSync } from 'node:fs';
import { PdfFile } from '../../../server/modules/signing/pdf/document';
import { signatureFields } from '../../../server/modules/signing/pdf/fields';
import { readSignedData } from '../../../server/modules/signing/cms/read';
import { readDerPrefix } from '../../../server/modules/signing/der/read';
const C='/work/shared/corpus/signing/third-party/';
for (const f of (readdirSync(C,{recursive:true}) as string[]).filter(f=>/NDA|ur3|HU_POL-3|doc-firmado|1420|orphan|AD-RB/.test(f))) { try { const v=PdfFile.open(readFileSync(C+f)).latest; for (const s of signatureFields(v)) { const d=v.dict(s.value) as any; if(!d) continue; const b=d.entries.get('Contents').bytes; try{ readDerPrefix(b);readSignedData(b); } catch(e:any){ console.log(f.slice(-30), s.name, e.message, e.stack.split('\n')[2], Buffer.from(b.subarray(0,12)).toString('hex')); } } } catch(e:any){console.log(f,e.message)} }
