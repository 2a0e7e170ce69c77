/// Times as ffprobe writes them, in whole milliseconds.
enum ProbeTime {
    /// Decimal seconds, at least 0 and at most `LocalMediaLimits.probeDurationMillisecondsMax`.
    static func milliseconds(seconds: Double?) -> Int64? {
        guard let seconds, seconds.isFinite, seconds >= 0,
            let whole = Int64(exactly: (seconds * 1000).rounded()),
            whole <= LocalMediaLimits.probeDurationMillisecondsMax
        else { return nil }
        return whole
    }

    /// `HH:MM:SS.nnnnnnnnn`, `MM:SS` or `SS`, with as many digits as there are.
    static func milliseconds(clock text: String?) -> Int64? {
        guard let parts = text?.split(separator: ":", omittingEmptySubsequences: false), (1...3).contains(parts.count)
        else { return nil }
        var seconds = 0.0
        for part in parts {
            guard part.utf8.first.map({ (48...57).contains($0) }) == true, let number = Double(part) else { return nil }
            seconds = seconds * 60 + number
        }
        return milliseconds(seconds: seconds)
    }
}
