import { readFileSync, readdirSync } from 'node:fs';
import { verifyPdf } from '../../../server/modules/signing/verify/verify-pdf';
const C='/work/shared/corpus/signing/';
const opt = { trustAnchors:[readFileSync(C+'root.pem')], crls:[readFileSync(C+'sub.crl')], at:new Date('2026-11-23T12:00:00+07:00'), now:new Date('2026-11-23T12:00:00+07:00') };
const show=(r:any)=>[...r.findings.map((f:any)=>f.severity[0]+':'+f.key), ...r.signatures.map((s:any)=>`[${s.field.slice(0,12)} ${s.verdict} ${s.integrity} ${s.coverage} ${s.level} | `+s.findings.filter((f:any)=>f.severity!=='info').map((f:any)=>f.severity[0]+':'+f.key).join(' ')+' | '+s.changesAfter.map((c:any)=>c.revision+':'+c.findings.map((f:any)=>f.severity[0]+'.'+f.key).join(',')).join(' ')+']')].join(' ');
let bad=0;
for (const line of readFileSync(C+'expected.tsv','utf8').trim().split('\n').slice(1)) { const [f,,want]=line.split('\t'); const t=performance.now(); const r=verifyPdf(readFileSync(C+f),opt); const ok=r.verdict===want; if(!ok)bad++; if(!ok||process.argv[2]==='v') console.log(ok?'  ':'XX',f,r.verdict,'want',want,show(r)); }
console.log('bad',bad);
if(process.argv[2]==='3') for (const f of (readdirSync(C+'third-party',{recursive:true}) as string[]).filter(f=>f.endsWith('.pdf')).sort()) { const t=performance.now(); const r=verifyPdf(readFileSync(C+'third-party/'+f),{...opt,now:new Date('2026-11-23T12:00:00+07:00')}); console.log(f.slice(-60), r.verdict, Math.round(performance.now()-t)+'ms', show(r)); }
