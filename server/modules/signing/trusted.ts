import type { TrustStore } from '../../kernel/ports/trust';
import type { VerifyOptions } from '../../pades/verify/verify-pdf';

/** What this installation believes now, as the verifier takes it. */
export async function believed(trust: TrustStore, now: Date): Promise<VerifyOptions> {
  const [trustAnchors, crls, retirements] = await Promise.all([trust.anchors(), trust.crls(), trust.retirements()]);
  return { trustAnchors, crls, retirements, now };
}
