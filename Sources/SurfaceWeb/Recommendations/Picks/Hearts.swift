import Domain

/// Ten hearts with which somebody says what they think of a film or a series.
struct Hearts: Sendable {
    struct Heart: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    let id: String
    let title: String
    /// Where to go on.
    let back: String
    /// "8 of 10"; nil for what has no rating.
    let words: String?
    let hearts: [Heart]
    let isRated: Bool
    /// "Not for me" says the same as two hearts.
    let notForMe = "2"

    init(_ id: TitleID, _ title: String, value: Int?, back: String) {
        self.id = id.description
        self.title = title
        self.back = back
        words = value.map { "\($0) of \(Opinion.range.upperBound)" }
        isRated = value != nil
        hearts = Opinion.range.map { number in
            Heart(
                value: String(number), label: "\(number) of \(Opinion.range.upperBound)", isChosen: number == value)
        }
    }
}
