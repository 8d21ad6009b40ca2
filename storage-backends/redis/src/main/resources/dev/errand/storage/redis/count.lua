-- Counts keys. Gives nil if values that ended are still in the index.
-- KEYS: index, endings. ARGV: now in ms, lowest, highest.
if #redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, 1) > 0 then
    return false
end
return redis.call('ZLEXCOUNT', KEYS[1], ARGV[2], ARGV[3])
