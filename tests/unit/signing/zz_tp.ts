import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { verifyPdf } from '../../../server/modules/signing/verify/verify-pdf';
const C='/work/shared/corpus/signing/'; const now=new Date('2026-11-23T12:00:00+07:00');
const opt = { trustAnchors:[readFileSync(C+'root.pem')], crls:[readFileSync(C+'sub.crl')], at:now, now };
let out='file\tverdict\twhy\n';
for (const f of (readdirSync(C+'third-party',{recursive:true}) as string[]).filter(f=>f.endsWith('.pdf')).sort()) { const r=verifyPdf(readFileSync(C+'third-party/'+f),opt); const all=[...r.findings,...r.signatures.flatMap(s=>[...s.findings,...s.changesAfter.flatMap(c=>c.findings)])]; const keys=[...new Set(all.filter(x=>x.severity===(r.verdict==='invalid'?'error':'unknown')).map(x=>x.key))]; out+=`${f}\t${r.verdict}\t${keys.join(' ')||'no signature'}\n`; }
writeFileSync('tests/integration/signing/third-party-verdicts.tsv',out);
