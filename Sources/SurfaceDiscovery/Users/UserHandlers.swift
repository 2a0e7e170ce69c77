import Accounts
import Domain
import Hummingbird
import SurfaceKit

extension DiscoverySurface {
    /// All accounts by name.
    func users(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let users = try await features.people.accounts.all()
            .sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
        let identities = try await features.people.identities.mediaServerIdentities()
        return try .json(
            UsersResponse(users: users.map { UserRow($0, identities[$0.id]) }, total: users.count))
    }

    func user(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(await row(person(context)))
    }

    /// Changes what somebody is called and what the server does for them by itself.
    func changeUser(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let change = try MembershipChange(await request.discoveryBody())
        let user = try await person(context)
        try await features.people.accounts.setMembership(
            change.applied(to: user.membership), displayName: change.displayName(after: user.displayName), of: user.id)
        return try .json(await row(person(context)))
    }

    private func row(_ user: User) async throws -> UserRow {
        UserRow(user, try await features.people.identities.mediaServerIdentities(of: user.id)[user.id])
    }

    /// The account in the path, which is the caller's own or open to administrators. Throws
    /// `SurfaceFailure.forbidden` and, for administrators, `DiscoveryError.notFound`.
    func person(_ context: DiscoveryContext, named name: String = "id") async throws -> User {
        try checkIsOwnOrAdmin(context, named: name)
        let caller = try context.user
        let id: UserID = try context.id(name, "User")
        guard id != caller.id else { return caller }
        guard let user = try await features.people.accounts.user(id: id) else {
            throw DiscoveryError.notFound("User")
        }
        return user
    }

    /// For requests whose body is looked at before it is asked who is in the path. Throws `SurfaceFailure.forbidden`.
    func checkIsOwnOrAdmin(_ context: DiscoveryContext, named name: String = "id") throws {
        let caller = try context.user
        guard caller.role != .admin else { return }
        guard let id: UserID = try? context.id(name, "User"), id == caller.id else { throw SurfaceFailure.forbidden }
    }
}
