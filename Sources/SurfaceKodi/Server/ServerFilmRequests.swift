import Activity
import Hummingbird
import SurfaceKit

/// Which part of the server's films is asked for.
struct ServerFilmsRequest {
    /// How many films come before the page.
    let offset: Int
    let limit: Int

    /// Throws `KodiError.badRequest`.
    init(_ request: Request) throws {
        offset = try Self.number("cursor", of: request, from: 0) ?? 0
        let limit = try Self.number("limit", of: request, from: 1) ?? KodiLimits.serverFilmsStandard
        self.limit = min(limit, KodiLimits.serverFilmsMax)
    }

    /// Where the next page begins; nil behind the last.
    func next(of total: Int) -> String? {
        offset + limit < total ? String(offset + limit) : nil
    }

    private static func number(_ name: String, of request: Request, from least: Int) throws -> Int? {
        guard let text = request.parameter(name) else { return nil }
        guard let number = Int32(text), number >= least else {
            throw KodiError.badRequest("\(name) must be a whole number of at least \(least)")
        }
        return Int(number)
    }
}

/// The body of `POST /kodi/server/films/{id}/progress`.
struct ProgressRequest: Decodable {
    let position: Field<Double>
    let isPaused: Field<Bool>
    let isStopped: Field<Bool>

    enum CodingKeys: String, CodingKey {
        case position = "position_seconds"
        case isPaused = "paused"
        case isStopped = "stopped"
    }

    var pauses: Bool { isPaused.isTrue }
    var stops: Bool { isStopped.isTrue }

    /// The position in whole seconds. Throws `KodiError.badRequest`.
    func seconds() throws -> Int {
        let range = ActivityLimits.positionSeconds
        guard case .value(let position) = position, position.isFinite, position >= Double(range.lowerBound),
            position <= Double(range.upperBound)
        else { throw KodiError.badRequest("position_seconds must be a number from 0 to \(range.upperBound)") }
        return Int(position)
    }
}

extension Field<Bool> {
    fileprivate var isTrue: Bool {
        if case .value(let value) = self { value } else { false }
    }
}
