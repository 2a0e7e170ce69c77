/// Seals secrets for the database with a key that is kept elsewhere. Equal secrets look different each time.
package protocol SecretSealing: Sendable {
    func seal(_ secret: [UInt8]) throws -> [UInt8]
    /// Throws for what was sealed with another key, or changed since.
    func open(_ sealed: [UInt8]) throws -> [UInt8]
}
