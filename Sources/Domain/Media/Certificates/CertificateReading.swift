/// What the certificates of a title come to, for one library.
package struct CertificateReading: Hashable, Sendable {
    package let certificate: Certificate
    /// The part of the text that decided, with its country: `DE:FSK 12`.
    package let text: String
    /// Two capital letters; nil when the text names no country.
    package let country: String?

    package init(certificate: Certificate, text: String, country: String?) {
        self.certificate = certificate
        self.text = text
        self.country = country
    }

    /// Reads certificates as files hold them: `PG-13`, `Rated R for violence`, `US:R / GB:15 / DE:FSK 16`.
    ///
    /// Of several countries Great Britain counts first, then the library's, then the United States, else the strictest;
    /// within one country the strictest. Nil when no part is known, which is not the same as harmless.
    ///
    /// - Parameters:
    ///   - texts: each may name several countries.
    ///   - libraryCountry: two letters of ISO 3166-1.
    ///   - isCinema: whether a plain British 12 was given in cinemas, where it is called 12A.
    package init?(of texts: [String], libraryCountry: String? = nil, isCinema: Bool = false) {
        let parts = texts.flatMap(CertificateText.parts).prefix(DomainLimits.certificatePartsMax)
        let readings = parts.compactMap { part -> CertificateReading? in
            guard var certificate = CertificateTable.certificate(part.value, country: part.country) else { return nil }
            if isCinema, part.value == "12", part.country == nil || part.country == "GB" { certificate = .twelveA }
            return CertificateReading(certificate: certificate, text: part.text, country: part.country)
        }
        let order = ["GB", libraryCountry.flatMap(CertificateText.country), "US"]
        let preferred = order.lazy.compactMap { $0 }.map { country in readings.filter { $0.country == country } }
        let chosen = preferred.first { !$0.isEmpty } ?? readings
        // Of equals the first, so that what the file says first is what people see.
        guard let strictest = chosen.map(\.certificate.rank).max(),
            let reading = chosen.first(where: { $0.certificate.rank == strictest })
        else { return nil }
        self = reading
    }

    package init?(of text: String, libraryCountry: String? = nil, isCinema: Bool = false) {
        self.init(of: [text], libraryCountry: libraryCountry, isCinema: isCinema)
    }
}
