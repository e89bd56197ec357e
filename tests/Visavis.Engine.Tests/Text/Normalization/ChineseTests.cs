namespace Visavis.Engine.Tests.Text.Normalization;

public sealed class ChineseTests
{
    public static TheoryData<string, string> Cases => NormalizerCases.Of("""
        你好，今天是2026年12月31日。 => 你好，今天是二零二六年十二月三十一日。
        2026-12-31 => 二零二六年十二月三十一日
        现在14:30 => 现在十四点三十分
        8:05 => 八点零五分
        一共10000人 => 一共一万人
        12345 => 一万二千三百四十五
        100305 => 十万零三百零五
        3.14 => 三点一四
        50% => 百分之五十
        ¥50 => 五十元
        $9.99 => 九点九九美元
        100 km/h => 一百公里每小时
        20°C => 二十摄氏度
        1/2 => 二分之一
        10-12天 => 十到十二天
        -5度 => 负五度
        我用Python编程 => 我用Python编程
        CEO说 => C E O说
        第3名 => 第三名
        你好😀 => 你好
        13812345678 => 一 三 八 一 二 三 四 五 六 七 八
        """);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Written_IsSaid(string written, string said) => NormalizerCases.Check("zh-CN", written, said);
}
