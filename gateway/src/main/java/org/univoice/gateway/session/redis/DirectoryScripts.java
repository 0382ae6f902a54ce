package org.univoice.gateway.session.redis;

/**
 * What Redis does at once. KEYS are the session, its participants, and who holds them; a holding is
 * "term gateway connected".
 */
final class DirectoryScripts {
  private static final String KEEP = "for i = 1, 3 do redis.call('EXPIRE', KEYS[i], ttl) end\n";

  /** ARGV: participant, JSON, holding, seconds, most. */
  static final String JOIN =
      "local ttl = ARGV[4]\n"
          + "if redis.call('EXISTS', KEYS[1]) == 0 then return -1 end\n"
          + "if redis.call('HLEN', KEYS[2]) >= tonumber(ARGV[5]) then return 0 end\n"
          + "redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])\n"
          + "redis.call('HSET', KEYS[3], ARGV[1], ARGV[3])\n"
          + KEEP
          + "return 1";

  /** ARGV: participant, gateway, seconds. Answers JSON and holding, or nothing. */
  static final String TAKE =
      "local ttl = ARGV[3]\n"
          + "local known = redis.call('HGET', KEYS[2], ARGV[1])\n"
          + "local held = redis.call('HGET', KEYS[3], ARGV[1])\n"
          + "if not known or not held then return {} end\n"
          + "local term, gateway = string.match(held, '^(%d+) (%S+)')\n"
          + "if gateway ~= ARGV[2] then\n"
          + "  held = string.format('%d %s 0', tonumber(term) + 1, ARGV[2])\n"
          + "  redis.call('HSET', KEYS[3], ARGV[1], held)\n"
          + "end\n"
          + KEEP
          + "return {known, held}";

  /** ARGV: participant, JSON, holding, seconds, term. */
  static final String UPDATE =
      "local ttl = ARGV[4]\n"
          + "local held = redis.call('HGET', KEYS[3], ARGV[1])\n"
          + "if not held or string.match(held, '^%d+') ~= ARGV[5] then return 0 end\n"
          + "redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])\n"
          + "redis.call('HSET', KEYS[3], ARGV[1], ARGV[3])\n"
          + KEEP
          + "return 1";

  /** ARGV: participant, term. */
  static final String LEAVE =
      "local held = redis.call('HGET', KEYS[3], ARGV[1])\n"
          + "if not held or string.match(held, '^%d+') ~= ARGV[2] then return 0 end\n"
          + "redis.call('HDEL', KEYS[2], ARGV[1])\n"
          + "redis.call('HDEL', KEYS[3], ARGV[1])\n"
          + "if redis.call('HLEN', KEYS[2]) > 0 then return 1 end\n"
          + "redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])\n"
          + "return 2";

  /** Answers JSON and holding of each who was in it. */
  static final String END =
      "local held = redis.call('HGETALL', KEYS[3])\n"
          + "local answer = {}\n"
          + "for i = 1, #held, 2 do\n"
          + "  local known = redis.call('HGET', KEYS[2], held[i])\n"
          + "  if known then\n"
          + "    answer[#answer + 1] = known\n"
          + "    answer[#answer + 1] = held[i + 1]\n"
          + "  end\n"
          + "end\n"
          + "redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])\n"
          + "return answer";

  /** ARGV: milliseconds, seconds. A session that is over is not brought back. */
  static final String ACTIVE =
      "local ttl = ARGV[2]\n"
          + "if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end\n"
          + "redis.call('HSET', KEYS[1], 'activeAt', ARGV[1])\n"
          + KEEP
          + "return 1";

  private DirectoryScripts() {}
}
