namespace Visavis.Engine.Tests.Text.Normalization;

public sealed class PolishTests
{
    public static TheoryData<string, string> Cases => NormalizerCases.Of("""
        12,50 zł => 12 złotych i 50
        3 zł => 3 złote
        31.12.2026 => 31 grudnia 2026
        14:30 => 14 30
        100 km/h => 100 kilometrów na godzinę
        22 °C => 22 stopnie Celsjusza
        np. ul. Długa => na przykład ulica Długa
        10-12 => 10 do 12
        a@b.pl => a małpa b kropka pl
        """);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Written_IsSaid(string written, string said) => NormalizerCases.Check("pl-PL", written, said);
}
