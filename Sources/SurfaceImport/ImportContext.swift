package import Domain
package import Hummingbird
package import SurfaceKit

/// The context of this surface's requests.
package struct ImportContext: SurfaceContext {
    package var coreContext: CoreRequestContextStorage
    package let caller: Caller
    package let visit: Visit
    package var identity: Identity?

    package init(context: RootContext) throws {
        coreContext = context.coreContext
        caller = context.caller
        visit = context.visit
    }

    /// The service whose imports the path is about. Throws `SurfaceFailure.noRoute` for others.
    var source: ImportSource {
        get throws {
            guard let source = coreContext.parameters.get("source").flatMap({ ImportSource(rawValue: $0) }) else {
                throw SurfaceFailure.noRoute
            }
            return source
        }
    }

    /// The import in the path, whatever it is.
    var sessionUUID: String { (coreContext.parameters.get("session") ?? "").lowercased() }
}
