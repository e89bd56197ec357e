namespace Visavis.Engine.Tests.Text.Normalization;

public sealed class RussianTests
{
    public static TheoryData<string, string> Cases => NormalizerCases.Of("""
        12,50 ₽ => 12 рублей 50
        2 ₽ => 2 рубля
        31.12.2026 => 31 декабря 2026 года
        14:30 => 14 часов 30
        21:00 => 21 час
        100 км/ч => 100 километров в час
        20 °C => 20 градусов Цельсия
        3-й этаж => третий этаж
        и т. д. => и так далее.
        в 1999 г. => в 1999 года
        10–12 => 10 до 12
        Hello мир => Hello мир
        你好 мир => мир
        """);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Written_IsSaid(string written, string said) => NormalizerCases.Check("ru-RU", written, said);
}
