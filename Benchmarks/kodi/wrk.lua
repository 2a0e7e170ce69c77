-- Prints what load.py reads: requests, seconds, p50 and p95 in milliseconds, failures.
function done(summary, latency)
    local failures = summary.errors
    io.write(string.format("RESULT %d %f %f %f %d\n", summary.requests, summary.duration / 1e6,
        latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
        failures.connect + failures.read + failures.write + failures.status + failures.timeout))
end
