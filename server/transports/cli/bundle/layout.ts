/** Where things lie in an unpacked bundle, below its folder `phien-VERSION-linux-ARCH`. */
export const LAYOUT = {
  launcher: 'bin/phien',
  node: 'node/bin/node',
  libraries: 'lib',
  program: 'app',
  licences: 'licences',
  bom: 'sbom.cdx.json',
  readme: 'README.txt',
  sums: 'SHA256SUMS',
} as const;

/** Marks `app` as the program of a bundle; beside package.json. */
export const MARK = 'bundle.json';

/** What package.json of a bundle's program holds: the program finds its place by it. */
export interface BundleMark {
  name: string;
  version: string;
  /** Node it was packed with. */
  node: string;
  /** Oldest glibc that has all that its programs ask for. */
  glibc: string;
  /** ISO, UTC. */
  packedAt: string;
}

export const bundleName = (version: string): string => `phien-${version}-${process.platform}-${process.arch}`;

/** The link beside the bundles that the service runs through. */
export const CURRENT = 'current';

/**
 * Starts what lies beside it, on a machine that has a shell and glibc; the data folder stands beside the bundles, so that
 * the next one finds it.
 */
export const LAUNCHER = `#!/bin/sh
# phien start: serves. phien bundle check: is every file what was packed? phien bundle use: this one from now on. phien help: the rest.
self=$0
[ -L "$self" ] && self=$(readlink -f "$self")
case $self in */*) at=\${self%/*} ;; *) at=. ;; esac
here=$(CDPATH='' cd -P "$at/.." && pwd) || exit 1
PHIEN_CWD=\${PHIEN_CWD:-$PWD}
PHIEN_DATA=\${PHIEN_DATA:-\${here%/*}/phien-data}
LD_LIBRARY_PATH=$here/${LAYOUT.libraries}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
NODE_ENV=production
export PHIEN_CWD PHIEN_DATA LD_LIBRARY_PATH NODE_ENV
program=cli
[ "\${1-}" = start ] && { program=main; shift; }
exec "$here/${LAYOUT.node}" "$here/${LAYOUT.program}/build/server/$program.js" "$@"
`;

export const readme = ({ version, node, glibc }: BundleMark): string => `Phiên ${version}
Mọi thứ để chạy Phiên trên máy Linux có glibc ${glibc} trở lên; không cần mạng, không cần cài thêm gì.
Everything that Phiên needs on Linux with glibc ${glibc} or later; no network, nothing else to install. Node.js ${node} is inside.

  bin/phien bundle check    mọi tệp còn nguyên vẹn? / is every file what was packed?
  bin/phien start           phục vụ; dữ liệu ở ../phien-data hoặc PHIEN_DATA / serves; data in ../phien-data, or PHIEN_DATA
  bin/phien bundle use      từ nay chạy bản này qua ../${CURRENT}/bin/phien / from now on ../${CURRENT}/bin/phien is this one
  bin/phien help

Nâng cấp: giải nén bản mới cạnh bản cũ, chạy bin/phien bundle use của bản mới, khởi động lại dịch vụ.
To upgrade: unpack the new one beside the old one, run its bin/phien bundle use, restart the service.
Cài đặt / settings: app/docs/operating.md. Giấy phép / licences: ${LAYOUT.licences}/. Thành phần / parts: ${LAYOUT.bom} (CycloneDX).
`;
