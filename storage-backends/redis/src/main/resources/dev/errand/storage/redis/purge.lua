-- Deletes values that ended, up to a number. Gives how many.
-- KEYS: index, endings. ARGV: now in ms, how many at most, what precedes a key in its value's key.
local over = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, key in ipairs(over) do
    redis.call('DEL', ARGV[3] .. key)
    redis.call('ZREM', KEYS[1], key)
    redis.call('ZREM', KEYS[2], key)
end
return #over
