import Hummingbird
import SurfaceKit

/// Which part of a list is asked for.
struct PageRequest: CustomStringConvertible {
    /// From 1.
    let page: Int
    let size: Int

    /// Reads `page` and a parameter named `size`; more than the most is taken for the most. Throws
    /// `KodiError.badRequest`.
    init(_ request: Request, size name: String, standard: Int) throws {
        page = try Self.number("page", of: request) ?? 1
        size = min(try Self.number(name, of: request) ?? standard, KodiLimits.pageSizeMax)
    }

    var description: String { "\(page)/\(size)" }

    /// The part of a list that the page holds, none behind its end.
    func slice<Element>(of list: [Element]) -> ArraySlice<Element> {
        let (start, isTooFar) = (page - 1).multipliedReportingOverflow(by: size)
        guard !isTooFar, start < list.count else { return [] }
        return list[start..<min(list.count, start + size)]
    }

    func count(of total: Int) -> Int { (total + size - 1) / size }

    func hasNext(of total: Int) -> Bool { page < count(of: total) }

    func hasPrevious(of total: Int) -> Bool { page > 1 && total > 0 }

    private static func number(_ name: String, of request: Request) throws -> Int? {
        guard let text = request.parameter(name) else { return nil }
        guard let number = Int(text), number >= 1 else {
            throw KodiError.badRequest("\(name) must be a whole number of at least 1")
        }
        return number
    }
}
