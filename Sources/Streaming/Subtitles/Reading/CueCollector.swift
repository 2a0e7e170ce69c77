/// Gathers the cues that a reader finds, leaves out what nobody could show, and ends what has no end.
struct CueCollector {
    /// A cue whose end may be unknown.
    private struct Cue: Hashable {
        let start: Int
        let end: Int?
        let text: SubtitleText
    }

    private var cues: [Cue] = []

    var isFull: Bool { cues.count >= StreamingLimits.subtitleCuesMax }

    /// Adds a cue. One that started before the film starts with it; one without text or duration is left out. A cue
    /// without `end` lasts until the next one starts, but not for long.
    mutating func add(start: Int, end: Int?, text: @autoclosure () -> SubtitleText?) {
        guard !isFull, (end ?? .max) > max(0, start) else { return }
        guard let text = text() else { return }
        cues.append(Cue(start: max(0, start), end: end, text: text))
    }

    /// Drops cues that are equal to an earlier one: layers draw the same words twice for outlines and shadows.
    mutating func dropRepetitions() {
        var seen = Set<Cue>(minimumCapacity: cues.count)
        cues.removeAll { !seen.insert($0).inserted }
    }

    func finish() -> [SubtitleCue] {
        guard cues.contains(where: { $0.end == nil }) else { return cues.map { Self.cue($0, end: $0.end ?? 0) } }
        let sorted = cues.enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
        var result: [SubtitleCue] = []
        // From the last to the first, so that the next later start is known.
        var (current, next) = (Int.max, Int.max)
        for (_, cue) in sorted.reversed() {
            if cue.start < current { (current, next) = (cue.start, current) }
            let openEnd = min(cue.start + StreamingLimits.subtitleOpenMilliseconds, next)
            result.append(Self.cue(cue, end: cue.end ?? openEnd))
        }
        return result.reversed()
    }

    private static func cue(_ cue: Cue, end: Int) -> SubtitleCue {
        SubtitleCue(startMilliseconds: cue.start, endMilliseconds: end, text: cue.text)
    }
}
