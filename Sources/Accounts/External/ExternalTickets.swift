import Basics
import Crypto
import Domain
import Foundation

/// Seals what a sign-in elsewhere has to remember, so that the browser can carry it but neither read nor change it.
struct ExternalTickets: Sendable {
    private struct Contents: Codable {
        let attempt: ExternalAttempt
        let next: String
        let goodUntil: Instant
    }

    let secrets: any SecretStore
    let world: World

    func seal(_ attempt: ExternalAttempt, next: String) async throws -> String {
        let goodUntil = world.now().adding(seconds: AccountsLimits.externalSignInSeconds)
        let contents = try JSONEncoder().encode(Contents(attempt: attempt, next: next, goodUntil: goodUntil))
        let nonce = try AES.GCM.Nonce(data: world.randomBytes(AccountsLimits.ticketNonceBytes))
        let box = try await AES.GCM.seal(contents, using: key(), nonce: nonce)
        return Base64URL.encode(box.combined ?? Data())
    }

    /// Nil for a ticket that this household did not make, or made too long ago.
    func open(_ ticket: String) async throws -> (attempt: ExternalAttempt, next: String)? {
        guard let bytes = Base64URL.decode(ticket), let box = try? AES.GCM.SealedBox(combined: bytes) else {
            return nil
        }
        let key = try await key()
        guard let opened = try? AES.GCM.open(box, using: key),
            let contents = try? JSONDecoder().decode(Contents.self, from: opened), world.now() < contents.goodUntil
        else { return nil }
        return (contents.attempt, contents.next)
    }

    private func key() async throws -> SymmetricKey {
        SymmetricKey(
            data: try await secrets.secret(
                named: "accounts.external_ticket", orStore: world.randomBytes(AccountsLimits.keyBytes)))
    }
}
