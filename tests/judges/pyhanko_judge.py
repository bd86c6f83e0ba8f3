"""pyhanko_judge.py AT TRUST,TRUST… CRL,CRL… FILE…: one JSON line per file with pyHanko's verdict on each signature. DER files; nothing is fetched."""

import asyncio
import json
import logging
import pathlib
import signal
import sys
from datetime import datetime

from asn1crypto import crl, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import DocumentSecurityStore, async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

SECONDS = 120


class TimedOut(BaseException):
    pass


def timed_out(*_):
    raise TimedOut


def ders(names):
    return [] if names == '-' else [pathlib.Path(name).read_bytes() for name in names.split(',')]


def certificates(signature):
    try:
        return [signature.signer_cert, *signature.other_embedded_certs]
    except (Exception, RecursionError):  # a broken CMS is reported where it is judged
        return []


def context(reader, options):
    """A fresh context that knows every certificate inside the file: a time-stamp token often lacks its issuer's."""
    known = {**options, 'other_certs': [cert for signature in reader.embedded_signatures for cert in certificates(signature)]}
    try:
        return DocumentSecurityStore.read_dss(reader).as_validation_context(dict(known))
    except (Exception, RecursionError):  # no store, or a broken one
        return ValidationContext(**known)


def verdict(reader, signature, options):
    is_stamp = signature.sig_object_type == '/DocTimeStamp'
    row = {'field': signature.field_name, 'kind': 'timestamp' if is_stamp else 'signature'}
    try:
        if is_stamp:
            status = asyncio.run(async_validate_pdf_timestamp(signature, context(reader, options)))
        else:
            status = asyncio.run(async_validate_pdf_signature(signature, context(reader, options), context(reader, options)))
    except (Exception, RecursionError) as error:
        return {**row, 'sound': False, 'trusted': False, 'words': f'{type(error).__name__}: {error}'}
    suspicious = isinstance(status.diff_result, SuspiciousModification)
    level = status.modification_level.name if status.modification_level else None
    unchanged = not suspicious and level != 'OTHER' and status.docmdp_ok is not False
    words = str(status.diff_result) if suspicious else f'{status.coverage.name if status.coverage else None}, {level}'
    return {**row, 'sound': bool(status.valid and status.intact and unchanged), 'trusted': bool(status.trusted), 'words': words}


def judge(name, options):
    with open(name, 'rb') as stream:
        reader = PdfFileReader(stream)
        rows = [verdict(reader, signature, options) for signature in reader.embedded_signatures]
        seen = {row['field'] for row in rows}
        for field, _, _ in enumerate_sig_fields(reader, filled_status=True):
            if field not in seen:
                rows.append({'field': field, 'kind': 'signature', 'sound': False, 'trusted': False, 'words': 'not looked at'})
        return rows


def line(name, options):
    signal.alarm(SECONDS)
    try:
        return {'file': name, 'verdicts': judge(name, options)}
    except TimedOut:
        return {'file': name, 'error': f'no answer after {SECONDS} s'}
    except (Exception, RecursionError) as error:
        return {'file': name, 'error': f'{type(error).__name__}: {error}'}
    finally:
        signal.alarm(0)


def main(at, trust, crls, *names):
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGALRM, timed_out)
    options = {
        'trust_roots': [x509.Certificate.load(der) for der in ders(trust)],
        'crls': [crl.CertificateList.load(der) for der in ders(crls)],
        'moment': datetime.fromisoformat(at),
        'allow_fetching': False,
        'revocation_mode': 'soft-fail',
    }
    for name in names:
        print(json.dumps(line(name, options), ensure_ascii=False), flush=True)


main(*sys.argv[1:])
