import { S3Peer } from '../support/s3-peer';

/** A store in a process of its own, as it would be on a machine of its own. */
const peer = await S3Peer.start('bench');
process.send?.({ endpoint: peer.endpoint });
process.once('disconnect', () => void peer.stop());
