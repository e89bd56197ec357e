namespace Visavis.Engine.Tests.Text.Normalization;

public sealed class DutchTests
{
    public static TheoryData<string, string> Cases => NormalizerCases.Of("""
        € 12,50 => 12 euro 50
        31-12-2026 => 31 december 2026
        14:30 uur => 14 uur 30
        de 3e keer => de derde keer
        de 20e eeuw => de 20 ste eeuw
        in 1999 => in 19 honderd 99
        bijv. 100 km/h => bijvoorbeeld 100 kilometer per uur
        dhr. Jansen => de heer Jansen
        1/2 => een half
        info@site.nl => info apenstaartje site punt nl
        """);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Written_IsSaid(string written, string said) => NormalizerCases.Check("nl-NL", written, said);
}
