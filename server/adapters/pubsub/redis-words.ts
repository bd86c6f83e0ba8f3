import { namedRedis, type RedisPlace, type RedisProblem } from '../../kernel/redis-place';

const BY_WORDS: readonly (readonly [RegExp, RedisProblem])[] = [
  [/WRONGPASS|NOAUTH|invalid username-password|without any password configured|Secret file/u, 'password'],
  [/NOPERM/u, 'forbidden'],
  [/READONLY|MISCONF/u, 'read_only'],
  [/Protocol error|unknown command|wrong version number|packet length too long/iu, 'not_redis'],
  [/timed out/u, 'silent'],
];

/** What an error of the driver says of the server. */
export function redisProblemOf(error: unknown): RedisProblem {
  const text = error instanceof Error ? `${(error as { code?: string }).code ?? ''} ${error.message} ${error.name}` : String(error);
  return BY_WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? 'unreachable';
}

const WORDS: Readonly<Record<RedisProblem, { vi: string; en: string }>> = {
  unreachable: { vi: 'không kết nối được. Kiểm tra máy chủ Redis đang chạy, địa chỉ, cổng và tường lửa', en: 'it cannot be reached. See that it runs, and look at address, port and firewall' },
  password: { vi: 'sai hoặc thiếu tên người dùng, mật khẩu. Kiểm tra REDIS_URL hoặc REDIS_PASSWORD_FILE', en: 'the user or password is wrong or missing. Look at REDIS_URL or REDIS_PASSWORD_FILE' },
  forbidden: { vi: 'người dùng này không được phép dùng kênh hoặc khóa phien:* (ACL). Cho phép: &phien:* ~phien:* +@pubsub +@read +@write +@scripting +@connection', en: 'this user may not use channels or keys phien:* (ACL). Allow: &phien:* ~phien:* +@pubsub +@read +@write +@scripting +@connection' },
  not_redis: { vi: 'ở địa chỉ này không phải máy chủ Redis, hoặc cần rediss:// thay cho redis://', en: 'what answers there is no Redis, or needs rediss:// instead of redis://' },
  read_only: { vi: 'chỉ cho đọc (máy dự phòng, hoặc ổ đĩa của nó đầy). Dùng máy chính', en: 'it takes no writes (a replica, or its disk is full). Use the primary' },
  silent: { vi: 'không trả lời', en: 'it does not answer' },
};

const MEANWHILE = {
  vi: 'Hệ thống vẫn phục vụ: không mất gì, tin giữa các tiến trình đến chậm tối đa 5 giây.',
  en: 'The program serves on: nothing is lost, news between processes comes up to 5 seconds late.',
};

/** What an operator reads: what is wrong, what to do, and what it means meanwhile. */
export function redisWords(place: RedisPlace, problem: RedisProblem): { vi: string; en: string } {
  const at = namedRedis(place);
  const { vi, en } = WORDS[problem];
  return { vi: `Redis ${at}: ${vi}. ${MEANWHILE.vi}`, en: `Redis ${at}: ${en}. ${MEANWHILE.en}` };
}
