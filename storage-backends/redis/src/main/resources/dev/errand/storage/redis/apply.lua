-- Writes and removes several values, all or none.
-- KEYS: for each step its value, and the index, endings and counter of its namespace.
-- ARGV: now in ms, channel, then for each step: namespace, key, expected version ('' for any),
--       end in ms ('-' for never, 'x' for a removal), value.
-- Gives for each step the new version, with a '+' if the namespace was empty before, or for a
-- removal 1 or 0; gives nil if an expected version was not there, and has changed nothing then.
local now = tonumber(ARGV[1])
local channel = ARGV[2]
local steps = #KEYS / 4
local results = {}

for step = 1, steps do
    local a = 5 * step - 2
    local expected = ARGV[a + 2]
    if expected ~= '' or ARGV[a + 3] == 'x' then
        local head = redis.call('GETRANGE', KEYS[4 * step - 3], 0, 40)
        local version, ends = string.match(head, '^(%d+) (%S+) ')
        if not version or (ends ~= '-' and tonumber(ends) <= now) then
            version = '0'
        end
        if expected ~= '' and expected ~= version then
            return false
        end
        results[step] = version == '0' and '0' or '1'
    end
end

local time = redis.call('TIME')
local clock = time[1] * 1000000 + time[2]

for step = 1, steps do
    local value, index, endings, counter = unpack(KEYS, 4 * step - 3, 4 * step)
    local namespace, key, _, ends, content = unpack(ARGV, 5 * step - 2, 5 * step + 2)
    if ends == 'x' then
        if results[step] == '1' then
            redis.call('PUBLISH', channel, namespace .. ' ' .. key)
            redis.call('DEL', value)
            redis.call('ZREM', index, key)
            redis.call('ZREM', endings, key)
        end
    else
        -- By the clock, so that a Redis that lost its last second uses no version twice.
        local next = math.max(clock, (tonumber(redis.call('GET', counter)) or 0) + 1)
        local version = string.format('%.0f', next)
        redis.call('SET', counter, version)
        redis.call('PUBLISH', channel, namespace .. ' ' .. key)
        redis.call('SET', value, version .. ' ' .. ends .. ' ' .. content)
        local added = redis.call('ZADD', index, 0, key)
        if ends == '-' then
            if added == 0 then
                redis.call('ZREM', endings, key)
            end
        else
            redis.call('ZADD', endings, ends, key)
        end
        if added == 1 and redis.call('ZCARD', index) == 1 then
            version = version .. '+'
        end
        results[step] = version
    end
end
return results
