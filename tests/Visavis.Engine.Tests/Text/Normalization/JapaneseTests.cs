namespace Visavis.Engine.Tests.Text.Normalization;

public sealed class JapaneseTests
{
    public static TheoryData<string, string> Cases => NormalizerCases.Of("""
        2026年12月31日 => 2026ねん12がつ31にち
        10000 => 1まん
        12345円 => 1まん2345えん
        ¥1,500 => 1500えん
        50% => 50パーセント
        5kg => 5キログラム
        3.14 => 3てん14
        14:30 => 14じ30ふん
        10-12 => 10から12
        わたしは Python => わたしは Python
        こんにちは😀 => こんにちは
        これは漢字です => これは です
        """);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Written_IsSaid(string written, string said) => NormalizerCases.Check("ja-JP", written, said);
}
