/// A text and when it is shown.
package struct SubtitleCue: Sendable, Hashable {
    /// Milliseconds from the start of the film.
    package let startMilliseconds: Int
    package let endMilliseconds: Int
    package let text: SubtitleText

    package init(startMilliseconds: Int, endMilliseconds: Int, text: SubtitleText) {
        self.startMilliseconds = startMilliseconds
        self.endMilliseconds = endMilliseconds
        self.text = text
    }

    /// Whether a player could show the cue: it starts in the film and ends after its start.
    var isShowable: Bool {
        startMilliseconds >= 0 && endMilliseconds > startMilliseconds
            && endMilliseconds <= StreamingLimits.subtitleMillisecondsMax
    }
}
