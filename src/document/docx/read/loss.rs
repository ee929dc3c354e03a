//! `Loss`: what a DOCX holds and a paper does not, by kind. What this program writes itself is no loss.

use super::super::{STYLES, paragraph};
use super::element::Element;
use crate::document::gongwen::{BLANK, is_wide};
use crate::document::measure as m;
use crate::text::Text;

/// A kind of what is not carried over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    Picture,
    Box,
    Object,
    Equation,
    Footnote,
    Hidden,
    Invisible,
    Symbol,
    Ruby,
    Field,
    Numbering,
    MergedCells,
    NestedTable,
    PageBreak,
    Font,
    Size,
    Colour,
    Highlight,
    Underline,
    Strike,
    Italic,
    EmphasisMark,
    Script,
    Alignment,
}

impl Loss {
    /// Whether it stands in a place of its own, like a picture.
    pub(super) fn is_drawn(self) -> bool {
        matches!(self, Self::Picture | Self::Object | Self::Equation | Self::Hidden)
    }

    /// Whether each one is told, and not the kind once.
    pub(super) fn is_told_each(self) -> bool {
        self.is_drawn() || matches!(self, Self::Box | Self::Footnote)
    }

    /// What it is called.
    pub(super) fn text(self) -> Text {
        match self {
            Self::Picture => Text::new("图片或图形", "a picture or drawing"),
            Self::Box => Text::new("文本框", "a text box"),
            Self::Object => Text::new("嵌入的对象", "an embedded object"),
            Self::Equation => Text::new("公式", "an equation"),
            Self::Footnote => Text::new("脚注或尾注", "a footnote or endnote"),
            Self::Hidden => Text::new("隐藏文字", "hidden text"),
            Self::Invisible => Text::new("看不见的字符", "invisible characters"),
            Self::Symbol => Text::new("符号字体的符号（以〓代替）", "a sign of a symbol font (〓 in its place)"),
            Self::Ruby => Text::new("拼音注音", "phonetic guides"),
            Self::Field => Text::new("域代码", "the code of a field"),
            Self::Numbering => Text::new("自动编号或项目符号", "automatic numbers or bullets"),
            Self::MergedCells => Text::new("合并的单元格", "merged cells"),
            Self::NestedTable => Text::new("表格中的表格", "a table within a table"),
            Self::PageBreak => Text::new("分页符或分节符", "a page or section break"),
            Self::Font => Text::new("字体", "a font"),
            Self::Size => Text::new("字号", "a size of characters"),
            Self::Colour => Text::new("文字颜色", "a colour of characters"),
            Self::Highlight => Text::new("突出显示或底纹", "a highlight or shading"),
            Self::Underline => Text::new("下划线", "an underline"),
            Self::Strike => Text::new("删除线（不是修订）", "a line through the text (no revision)"),
            Self::Italic => Text::new("斜体", "italics"),
            Self::EmphasisMark => Text::new("着重号", "emphasis marks"),
            Self::Script => Text::new("上标或下标", "superscript or subscript"),
            Self::Alignment => Text::new("对齐方式", "an alignment"),
        }
    }
}

/// A font without what only its maker adds to its name.
fn family(font: &str) -> &str {
    match font.trim_end_matches("_GB2312") {
        "FangSong" | "STFangsong" | "华文仿宋" => "仿宋",
        "KaiTi" | "STKaiti" | "华文楷体" => "楷体",
        "SimHei" => "黑体",
        "SimSun" => "宋体",
        other => other,
    }
}

/// The font of a text by its own properties.
fn font<'e>(properties: &'e Element, text: &str) -> Option<&'e str> {
    let fonts = properties.find("w:rFonts")?;
    let attribute = if text.chars().any(is_wide) { "w:eastAsia" } else { "w:ascii" };
    fonts.attribute(attribute).map(family)
}

fn font_of_style(style: &str) -> &'static str {
    let own = STYLES.iter().find(|known| known.id == style).map(|known| known.font).filter(|font| !font.is_empty());
    family(own.unwrap_or("仿宋"))
}

/// Whether a text is in 楷体 where its style is not.
pub(super) fn is_emphasis(properties: &Element, style: &str, text: &str) -> bool {
    let kai = family(paragraph::KAI);
    font(properties, text) == Some(kai) && font_of_style(style) != kai
}

/// What the properties of a text ask for and a paper does not have.
pub(super) fn of_text(properties: &Element, style: &str, text: &str) -> Vec<Loss> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let mut losses = Vec::new();
    let value = |name: &str| properties.value(name);
    let is_known_font = |font: &str| {
        font == font_of_style(style)
            || font == family(paragraph::KAI)
            // The label of who attended.
            || (font, style) == (paragraph::HEI, "Flush")
            || font == "Times New Roman"
    };
    if font(properties, text).is_some_and(|font| !is_known_font(font)) {
        losses.push(Loss::Font);
    }
    let own_size = STYLES.iter().find(|known| known.id == style).and_then(|known| known.size).unwrap_or(m::BODY);
    if value("w:sz").is_some_and(|size| style != "Mark" && size.parse() != Ok(own_size.half_points())) {
        losses.push(Loss::Size);
    }
    let is_plain =
        |colour: &str| ["auto", "000000"].contains(&colour) || style == "Mark" && colour.eq_ignore_ascii_case("ff0000");
    if value("w:color").is_some_and(|colour| !is_plain(colour)) {
        losses.push(Loss::Colour);
    }
    let is_marked = value("w:highlight").is_some_and(|colour| colour != "none" && !text.contains(BLANK.0));
    let is_shaded = |shade: &Element| {
        shade.attribute("w:fill").is_some_and(|fill| !["auto", "FFFFFF"].contains(&fill)) && !text.contains(BLANK.0)
    };
    if is_marked || properties.find("w:shd").is_some_and(is_shaded) {
        losses.push(Loss::Highlight);
    }
    for (name, loss) in [
        ("w:u", Loss::Underline),
        ("w:strike", Loss::Strike),
        ("w:dstrike", Loss::Strike),
        ("w:i", Loss::Italic),
        ("w:em", Loss::EmphasisMark),
    ] {
        if properties.switch(name) == Some(true) && !losses.contains(&loss) {
            losses.push(loss);
        }
    }
    if value("w:vertAlign").is_some_and(|place| place != "baseline") {
        losses.push(Loss::Script);
    }
    losses
}

/// Whether a paragraph is aligned otherwise than those of its style.
pub(super) fn is_aligned_otherwise(properties: &Element, style: &str) -> bool {
    let aligned = STYLES.iter().any(|known| known.id == style && !known.align.is_empty());
    let is_free = aligned || style.starts_with("Table") || style.starts_with("List");
    !is_free && properties.value("w:jc").is_some_and(|side| matches!(side, "center" | "right" | "end" | "distribute"))
}
