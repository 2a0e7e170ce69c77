/// Where the intro and the credits of a file lie.
package struct MarkerReading: Hashable, Sendable {
    /// Whole seconds from the start of the file; the end is later than the start.
    package var intro: Range<Int>?
    package var credits: Credits?

    /// Whole seconds from the start of the file: `startSeconds < endSeconds`, and `endSeconds + endOffsetSeconds` is
    /// the length of the file in whole seconds.
    package struct Credits: Hashable, Sendable {
        package let startSeconds: Int
        package let endSeconds: Int
        /// What follows the credits, such as a preview of the next episode.
        package let endOffsetSeconds: Int

        package init(startSeconds: Int, endSeconds: Int, endOffsetSeconds: Int) {
            self.startSeconds = startSeconds
            self.endSeconds = endSeconds
            self.endOffsetSeconds = endOffsetSeconds
        }
    }

    package init(intro: Range<Int>? = nil, credits: Credits? = nil) {
        self.intro = intro
        self.credits = credits
    }

    /// How far markers from chapters and from lists can be trusted; what a person sets is worth 1.
    package static let confidence = 0.9
}

/// The rules for what may be an intro and what may be credits in a file of some length.
struct MarkerRules {
    /// The length of the file in whole seconds, rounded down so that every marker lies inside.
    let lengthSeconds: Int
    private let lengthMilliseconds: Int64

    /// Nil for an unknown length: without one there is no first half and no end.
    init?(durationMilliseconds: Int64?) {
        guard let duration = durationMilliseconds,
            (1000...LocalMediaLimits.probeDurationMillisecondsMax).contains(duration)
        else { return nil }
        lengthMilliseconds = duration
        lengthSeconds = Int(duration / 1000)
    }

    /// An intro lies in the first half and is 5 to 240 seconds long.
    func intro(startMilliseconds start: Int64, endMilliseconds end: Int64) -> Range<Int>? {
        let range = LocalMediaLimits.introSecondsRange
        guard start >= 0, end <= lengthMilliseconds / 2,
            (Int64(range.lowerBound) * 1000...Int64(range.upperBound) * 1000).contains(end - start)
        else { return nil }
        let (first, last) = whole(start, end)
        return first < last ? first..<last : nil
    }

    /// Credits start in the last two fifths or in the last quarter of an hour.
    func credits(startMilliseconds start: Int64, endMilliseconds end: Int64) -> MarkerReading.Credits? {
        let tail = max(
            Int64(Double(lengthMilliseconds) * LocalMediaLimits.creditsTailShare),
            Int64(LocalMediaLimits.creditsTailSeconds) * 1000)
        guard start >= 0, start < end, start >= lengthMilliseconds - tail else { return nil }
        var (first, last) = whole(start, end)
        if lengthSeconds - last <= LocalMediaLimits.creditsEndToleranceSeconds { last = lengthSeconds }
        guard first < last else { return nil }
        return MarkerReading.Credits(startSeconds: first, endSeconds: last, endOffsetSeconds: lengthSeconds - last)
    }

    /// The start rounded down, the end up, neither beyond the file.
    private func whole(_ start: Int64, _ end: Int64) -> (Int, Int) {
        (Int(start / 1000), min(lengthSeconds, Int((min(end, lengthMilliseconds) + 999) / 1000)))
    }
}
