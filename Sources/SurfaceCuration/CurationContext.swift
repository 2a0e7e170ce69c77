package import Domain
import Foundation
package import Hummingbird
package import SurfaceKit

/// The context of this surface's requests.
package struct CurationContext: SurfaceContext {
    package var coreContext: CoreRequestContextStorage
    package let caller: Caller
    package let visit: Visit
    /// Who calls; nobody in particular where anonymous requests are taken.
    package var identity: Identity?

    package init(context: RootContext) throws {
        coreContext = context.coreContext
        caller = context.caller
        visit = context.visit
    }

    /// A text in the path, such as a scene's or job's id, without the escapes with which it may be written.
    func text(_ name: String) -> String {
        let segment = coreContext.parameters.get(name) ?? ""
        return segment.removingPercentEncoding ?? segment
    }

    /// A whole number above 0 in the path, which clients know as `shown`, such as `plan_id`. Throws `InvalidRequest`
    /// for what is none, and `CurationFailure.notFound` for one that nothing called `kind` can have.
    func number(_ name: String, as shown: String, of kind: String) throws -> Int32 {
        var check = Check()
        let path = GivenFields.path(name, as: shown, in: self)
        let number = check.required(path[shown], .int(in: 1...Int.max), else: 0)
        try check.finish()
        guard let number = Int32(exactly: number) else { throw CurationFailure.notFound("\(kind) \(number) not found") }
        return number
    }
}
