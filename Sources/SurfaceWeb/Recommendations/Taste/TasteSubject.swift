import Basics
import Domain
import Foundation
import Recommendations
import SurfaceKit

/// What somebody wants to take out of their taste, as a form or an address names it.
struct TasteSubject: Sendable {
    enum Problem: String, Error {
        case genre
        case week

        var words: String {
            switch self {
            case .genre: "A genre has 1 to \(PickLimits.genreCharactersMax) characters."
            case .week: "Choose one of the days of the week that is to be left out."
            }
        }
    }

    let omission: TasteOmission
    /// The same for an address.
    let parameter: String

    /// Nil for what names nothing, or no title. Throws `Problem`.
    init?(_ pairs: FormPairs, in zone: TimeZone) throws(Problem) {
        if let text = pairs.first("title") {
            guard let id = Int32(text) else { return nil }
            omission = .title(TitleID(id))
            parameter = "title=\(id)"
        } else if let text = pairs.first("genre") {
            guard let genre = TasteOmission.genre(named: text) else { throw .genre }
            omission = genre
            parameter = "genre=" + LocalPath.encoded(text.trimmed)
        } else if let text = pairs.first("week") {
            guard let week = Week(of: text, in: zone) else { throw .week }
            omission = .period(week.moments)
            parameter = "week=" + text
        } else {
            return nil
        }
    }

    /// In words, after "without". `title` is the one that it may be about.
    static func words(_ omission: TasteOmission, _ title: Title?, in zone: TimeZone) -> String {
        switch omission {
        case .title: title.map { $0.metadata.title } ?? "a title that is gone"
        case .genre(let name): "everything that is \(name)"
        case .period(let moments):
            "what was watched from \(Moments.date(Moments.local(moments.lowerBound, in: zone))) to "
                + Moments.date(Moments.local(moments.upperBound.adding(milliseconds: -1), in: zone))
        }
    }
}

/// A field of a form that says the same once more.
struct HiddenField: Sendable {
    let name: String
    let value: String
}

extension TasteSubject {
    var field: HiddenField {
        let parts = parameter.split(separator: "=", maxSplits: 1)
        let value = FormPairs(parameter).first(String(parts[0])) ?? ""
        return HiddenField(name: String(parts[0]), value: value)
    }
}
