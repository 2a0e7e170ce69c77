package import Accounts
package import Domain
package import Hummingbird
package import SurfaceKit

/// The context of this surface's requests.
package struct DiscoveryContext: SurfaceContext {
    package var coreContext: CoreRequestContextStorage
    package let caller: Caller
    package let visit: Visit
    package var identity: Identity?
    package var session: SignedIn?

    package init(context: RootContext) throws {
        coreContext = context.coreContext
        caller = context.caller
        visit = context.visit
    }

    /// An id in the path. Throws `DiscoveryError.notFound` for what can be none.
    func id<Value>(_ name: String, _ kind: String, as type: ID<Value>.Type = ID<Value>.self) throws -> ID<Value> {
        guard let id = coreContext.parameters.get(name).flatMap({ ID<Value>(text: $0) }) else {
            throw DiscoveryError.notFound(kind)
        }
        return id
    }
}

extension ID {
    /// Nil for a text that can be no id: digits without a sign or zeros in front are.
    init?(text: String) {
        guard let number = Int32(text), number > 0, String(number) == text else { return nil }
        self.init(number)
    }
}
