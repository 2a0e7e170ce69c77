/// Reads the tables under `/proc` (`man 5 proc`). Everything is nil that does not look as expected.
enum ProcText {
    /// Ticks of all cores since the start of the machine.
    struct CPUTicks: Hashable, Sendable {
        let busy: UInt64
        let total: UInt64

        /// The share of the time between two samples that was spent working, in percent.
        func percent(since earlier: CPUTicks) -> Double? {
            guard total > earlier.total else { return nil }
            let busyTicks = busy > earlier.busy ? busy - earlier.busy : 0
            return min(100, 100 * Double(busyTicks) / Double(total - earlier.total))
        }
    }

    /// `/proc/stat`: user, nice, system, idle, iowait, irq, softirq, steal. Idle and iowait are no work. The guests'
    /// ticks behind them are part of user and nice already.
    static func cpuTicks(_ text: String) -> CPUTicks? {
        guard let line = lines(text).first(where: { $0.first == "cpu" }) else { return nil }
        let ticks = line.dropFirst().prefix(8).compactMap { UInt64($0) }
        guard ticks.count >= 4, ticks.count == min(8, line.count - 1) else { return nil }
        let total = ticks.reduce(0, &+)
        let idle = ticks[3] &+ (ticks.count > 4 ? ticks[4] : 0)
        return idle <= total ? CPUTicks(busy: total - idle, total: total) : nil
    }

    /// `/proc/meminfo`, in kibibytes.
    static func memory(_ text: String) -> HostSample.Memory? {
        var kibibytes: [Substring: Int64] = [:]
        for line in lines(text) where line.count >= 2 { kibibytes[line[0]] = Int64(line[1]) }
        guard let total = kibibytes["MemTotal:"].flatMap(bytes(kibibytes:)),
            let available = kibibytes["MemAvailable:"].flatMap(bytes(kibibytes:)), available <= total
        else { return nil }
        return HostSample.Memory(totalBytes: total, usedBytes: total - available, availableBytes: available)
    }

    /// `/proc/net/dev`: two lines of heading, then `name: received bytes, 7 more columns, sent bytes, ...`.
    static func network(_ text: String) -> HostSample.Network? {
        var (received, sent, interfaces) = (Int64(0), Int64(0), 0)
        for line in text.split(separator: "\n") {
            guard let colon = line.lastIndex(of: ":") else { continue }
            let columns = line[line.index(after: colon)...].split(separator: " ")
            let name = line[..<colon].drop { $0 == " " }
            guard name != "lo", columns.count >= 9, let inward = Int64(columns[0]), let outward = Int64(columns[8])
            else { continue }
            received &+= inward
            sent &+= outward
            interfaces += 1
        }
        return interfaces > 0 ? HostSample.Network(receivedBytes: received, sentBytes: sent) : nil
    }

    /// `/proc/loadavg`.
    static func loadAverages(_ text: String) -> [Double]? {
        let averages = text.split(separator: " ").prefix(3).compactMap { Double($0) }
        return averages.count == 3 && averages.allSatisfy { $0.isFinite } ? averages : nil
    }

    /// `/proc/self/statm`: the second number counts the pages in main memory.
    static func residentPages(_ text: String) -> Int64? {
        let numbers = text.split(separator: " ")
        return numbers.count >= 2 ? Int64(numbers[1]) : nil
    }

    /// `/proc/self/stat`: number 22 is the start in ticks after the machine's. The second, the name, may hold spaces
    /// and brackets.
    static func startTicks(_ text: String) -> UInt64? {
        guard let bracket = text.lastIndex(of: ")") else { return nil }
        let numbers = text[text.index(after: bracket)...].split(separator: " ")
        return numbers.count > 19 ? UInt64(numbers[19]) : nil
    }

    /// `/proc/uptime`: seconds since the start of the machine.
    static func uptimeSeconds(_ text: String) -> Double? {
        text.split(separator: " ").first.flatMap { Double($0) }
    }

    private static func bytes(kibibytes: Int64) -> Int64? {
        let (bytes, isTooMuch) = kibibytes.multipliedReportingOverflow(by: 1024)
        return isTooMuch || bytes < 0 ? nil : bytes
    }

    private static func lines(_ text: String) -> [[Substring]] {
        text.split(separator: "\n").map { $0.split(separator: " ") }
    }
}
