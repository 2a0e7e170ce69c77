import Catalogue
import Domain

/// Which titles of one name are the same work.
enum Twins {
    /// Proposals by the title that is to be given up. Of each work the title of which most is known stays.
    static func proposals(among namesakes: [CheckedTitle]) -> [TitleID: NewChange] {
        var (kept, found) = ([CheckedTitle](), [TitleID: NewChange]())
        let ranked = namesakes.map { (title: $0, weight: weight(of: $0)) }.sorted { one, two in
            one.weight != two.weight ? two.weight.lexicographicallyPrecedes(one.weight) : one.title.id < two.title.id
        }
        for candidate in ranked.prefix(CurationLimits.namesakesMax).map(\.title) {
            let best = kept.map { (title: $0, likeness: Likeness(candidate, $0)) }.max {
                $0.likeness.confidence < $1.likeness.confidence
            }
            if let best, best.likeness.confidence >= CurationLimits.twinConfidenceMin {
                found[candidate.id] = proposal(
                    best.title.title, confidence: best.likeness.confidence, reason: best.likeness.reason)
            } else {
                kept.append(candidate)
            }
        }
        return found
    }

    static func proposal(_ twin: Title, confidence: Double, reason: String) -> NewChange {
        NewChange(
            .duplicate, .set, from: .null, to: ChangeValue(of: CatalogueTwin(twin)), confidence: confidence,
            reason: reason)
    }

    /// Ids first, then what is known, then files.
    private static func weight(of checked: CheckedTitle) -> [Int] {
        let title = checked.title
        return [
            (title.tmdbID == nil ? 0 : 1) + (title.imdbID == nil ? 0 : 1),
            MetadataField.present(in: title.metadata).count, checked.files.count,
        ]
    }
}

/// How much two titles of one name are alike.
struct Likeness: Sendable, Hashable {
    /// 0 where they cannot be the same.
    let confidence: Double
    /// What speaks for it, for people.
    let reason: String

    init(_ one: CheckedTitle, _ two: CheckedTitle) {
        var score = Score()
        let (left, right) = (one.title.metadata, two.title.metadata)
        guard one.title.kind == two.title.kind, score.compareYears(left.year, right.year) else {
            (confidence, reason) = (0, "")
            return
        }
        score.compareLengths(one, two)
        score.comparePeople(left, right)
        score.comparePlots(left.overview, right.overview)
        score.compareOriginals(left.originalTitle, right.originalTitle)
        score.compareIDs(one.title, two.title)
        confidence = score.isRefused ? 0 : min(max(score.sum, 0), CurationLimits.twinConfidenceMax)
        reason = "They have " + (["the same name"] + score.reasons).joined(separator: ", ") + "."
    }
}

/// What speaks for and against two titles being one.
private struct Score {
    /// The name is the same.
    var sum = 0.5
    var reasons: [String] = []
    var isRefused = false
    private var hasPeopleInCommon = false
    private var hasPlotInCommon = false

    /// False where the years are too far from each other.
    mutating func compareYears(_ one: Int?, _ two: Int?) -> Bool {
        guard let one, let two else { return true }
        guard abs(one - two) <= CurationLimits.twinYearsApartMax else { return false }
        sum += one == two ? 0.2 : 0.1
        reasons.append(one == two ? "the same year" : "almost the same year")
        return true
    }

    /// Editions differ in length.
    mutating func compareLengths(_ one: CheckedTitle, _ two: CheckedTitle) {
        guard let left = one.minutes, let right = two.minutes else { return }
        if abs(left - right) <= CurationLimits.twinMinutesApartMax {
            sum += 0.1
            reasons.append("the same length")
        } else if (one.files + two.files).allSatisfy({ $0.label == nil }) {
            sum -= 0.15
        }
    }

    mutating func comparePeople(_ one: TitleMetadata, _ two: TitleMetadata) {
        let (directors, others) = (Self.keys(one.directors), Self.keys(two.directors))
        if !directors.isDisjoint(with: others) {
            sum += 0.15
            hasPeopleInCommon = true
            reasons.append("the same director")
        } else if !directors.isEmpty, !others.isEmpty {
            sum -= 0.2
        }
        if Self.keys(one.cast).intersection(Self.keys(two.cast)).count > 1 {
            sum += 0.05
            reasons.append("some of the cast in common")
        }
    }

    mutating func comparePlots(_ one: String?, _ two: String?) {
        let (left, right) = (Self.words(one), Self.words(two))
        let fewer = min(left.count, right.count)
        guard fewer >= CurationLimits.plotWordsMin else { return }
        let share = Double(left.intersection(right).count) / Double(fewer)
        if share >= 0.6 {
            sum += 0.15
            hasPlotInCommon = true
            reasons.append("the same plot")
        } else if share < 0.2 {
            sum -= 0.1
        }
    }

    mutating func compareOriginals(_ one: String?, _ two: String?) {
        guard let one, let two else { return }
        let isSame = TitleNameMatch.key(one) == TitleNameMatch.key(two)
        sum += isSame ? 0.05 : -0.1
    }

    /// Two ids are two works, unless much says otherwise.
    mutating func compareIDs(_ one: Title, _ two: Title) {
        let differ =
            one.tmdbID != nil && two.tmdbID != nil && one.tmdbID != two.tmdbID
            || one.imdbID != nil && two.imdbID != nil && one.imdbID != two.imdbID
        if differ {
            sum -= 0.35
            isRefused = !(hasPeopleInCommon && hasPlotInCommon)
        } else if one.hasNoID != two.hasNoID {
            sum += 0.1
            reasons.append("an id in one entry only")
        }
    }

    private static func keys(_ names: [String]) -> Set<String> { Set(names.map { TitleNameMatch.key($0) }) }

    private static func words(_ text: String?) -> Set<Substring> {
        Set(
            TitleNameMatch.key(text ?? "").split(separator: " ").filter {
                $0.count >= CurationLimits.plotWordLettersMin
            })
    }
}

extension CheckedTitle {
    var id: TitleID { title.id }

    /// As it is told, else as it was measured.
    fileprivate var minutes: Double? { title.metadata.runtimeMinutes.map(Double.init) ?? versionMinutes.first }
}

extension Title {
    var hasNoID: Bool { imdbID == nil && tmdbID == nil }
}
