-- Sends what it is told to send and prints what wrk.py reads: requests, seconds, p50 and p95 in milliseconds, failures.
-- With a file behind `--`, its requests are sent in turns, one a line: method, path, key and body between tabs.
local requests, place = {}, 0

function init(arguments)
    if #arguments == 0 then return end
    for line in io.lines(arguments[1]) do
        local method, path, key, body = line:match("^([^\t]+)\t([^\t]+)\t([^\t]+)\t(.*)$")
        local headers = { ["Authorization"] = "ApiKey " .. key }
        if body ~= "" then headers["Content-Type"] = "application/json" end
        requests[#requests + 1] = wrk.format(method, path, headers, body ~= "" and body or nil)
    end
end

function request()
    if #requests == 0 then return wrk.format() end
    place = place % #requests + 1
    return requests[place]
end

function done(summary, latency)
    local failures = summary.errors
    io.write(string.format("RESULT %d %f %f %f %d\n", summary.requests, summary.duration / 1e6,
        latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
        failures.connect + failures.read + failures.write + failures.status + failures.timeout))
end
