//! The Markdown papers of a topic: front matter as the regulation asks for it, and prose.

use super::prose::{self, Stock};
use super::random::Random;
use super::topic::Topic;
use super::{Files, today};
use std::fmt::Write as _;
use yijuan::model::Date;

/// The papers that exist by the archive's day; what came of it is written after the last
/// answer, or without one after the departments were heard, and in any case by the end.
pub fn files(topic: &Topic, random: &mut Random, answered: Option<Date>) -> Files {
    let (dates, meeting) = (&topic.timeline.preparation, topic.timeline.meeting);
    let mut files = Files::new();
    let mut add = |date: Date, name: &str, paper: Paper| {
        if date <= today() {
            files.push((format!("{name}.md"), paper.text));
        }
    };
    add(dates.work_plan, "协商工作方案", work_plan(topic, random, dates.work_plan));
    add(dates.letter_approved, "协商函", letter(topic, random, dates.letter_approved));
    add(dates.report, "调研报告", report(topic, random, dates.report));
    let papers = dates.meeting_papers;
    if topic.of_department {
        add(papers, "部门提供的材料", department_material(topic, random, papers));
    }
    let place = prose::PLACES_OF_MEETING.choose(topic, random, 1).concat();
    add(papers, "会议程序", procedure(topic, papers, &place));
    add(papers, "主持词", script(topic, random, papers));
    add(meeting, "会议记录", record(topic, random, meeting, &place));
    if let Some(opinion) = &topic.timeline.opinion {
        add(opinion.signed, "协商意见", opinion_paper(topic, random, opinion.signed));
        let sequel = &topic.timeline.sequel;
        let date = answered.unwrap_or(sequel.tracked).plus_days(7).min(sequel.closed);
        add(date, "办理结果材料", outcome(topic, random, date));
    }
    files
}

/// A paper being written.
struct Paper {
    text: String,
}

impl Paper {
    fn new(topic: &Topic, document: &str, title: &str, date: Date, rest: &str) -> Self {
        let office = topic.office.id;
        let text = format!("---\ndocument: {document}\ntitle: {title}\ndate: {date}\noffice: {office}\n{rest}---\n");
        Self { text }
    }

    fn heading(&mut self, heading: &str) -> &mut Self {
        let _ = write!(self.text, "\n## {heading}\n");
        self
    }

    fn paragraph(&mut self, paragraph: &str) -> &mut Self {
        let _ = write!(self.text, "\n{paragraph}\n");
        self
    }

    /// A heading and paragraphs of so many sentences.
    fn section(
        &mut self,
        topic: &Topic,
        random: &mut Random,
        heading: &str,
        stock: Stock,
        sentences: usize,
    ) -> &mut Self {
        self.heading(heading);
        for paragraph in stock.choose(topic, random, sentences).chunks(4) {
            self.paragraph(&paragraph.concat());
        }
        self
    }

    /// A heading and a numbered list.
    fn list(&mut self, topic: &Topic, random: &mut Random, heading: &str, stock: Stock, items: usize) -> &mut Self {
        self.heading(heading);
        self.text.push('\n');
        for (nth, item) in stock.choose(topic, random, items).iter().enumerate() {
            let _ = writeln!(self.text, "{}. {item}", nth + 1);
        }
        self
    }
}

fn work_plan(topic: &Topic, random: &mut Random, date: Date) -> Paper {
    let title = format!("“{}”{}工作方案", topic.title, topic.form.1);
    let mut paper = Paper::new(topic, "work-plan", &title, date, "");
    paper.section(topic, random, "协商目的", prose::IMPORTANCE, 3);
    paper.list(topic, random, "协商重点", prose::QUESTIONS, 3);
    paper.section(topic, random, "组织实施", prose::ORGANISATION, 4);
    paper.section(topic, random, "时间安排", prose::SCHEDULE, 3);
    paper
}

fn letter(topic: &Topic, random: &mut Random, date: Date) -> Paper {
    let title = format!("关于商请参加“{}”{}会的函", topic.title, topic.form.1);
    let rest = format!(
        "issuer: cppcc-office\nto: [government-office, department]\nnumber: 云协办函〔{}〕{}号\n",
        topic.year, topic.number
    );
    let mut paper = Paper::new(topic, "consultation-letter", &title, date, &rest);
    paper.paragraph(&prose::LETTER.choose(topic, random, 2).concat());
    let place = prose::PLACES_OF_MEETING.choose(topic, random, 1).concat();
    paper.heading("会议时间和地点").paragraph(&format!("{}上午9时30分，{place}。", topic.timeline.meeting));
    paper.list(topic, random, "协商内容", prose::QUESTIONS, 3);
    paper.section(topic, random, "商请事项", prose::REQUESTS, 3).paragraph("专此函商，请予支持。");
    paper
}

fn report(topic: &Topic, random: &mut Random, date: Date) -> Paper {
    let title = format!("关于{}的调研报告", topic.title);
    let mut paper = Paper::new(topic, "research-report", &title, date, "");
    paper.section(topic, random, "调研情况", prose::RESEARCH, 5);
    paper.section(topic, random, "主要问题", prose::PROBLEMS, 7);
    paper.section(topic, random, "原因分析", prose::CAUSES, 5);
    paper.section(topic, random, "初步建议", prose::SUGGESTIONS, 6);
    paper
}

fn department_material(topic: &Topic, random: &mut Random, date: Date) -> Paper {
    let title = format!("关于{}工作情况的说明", topic.title);
    let mut paper = Paper::new(topic, "department-material", &title, date, "issuer: department\n");
    paper.section(topic, random, "工作进展", prose::REPLIES, 5);
    paper.section(topic, random, "存在的困难", prose::CAUSES, 3);
    paper
}

fn procedure(topic: &Topic, date: Date, place: &str) -> Paper {
    let title = format!("“{}”{}会会议程序", topic.title, topic.form.1);
    let mut paper = Paper::new(topic, "meeting-procedure", &title, date, "");
    paper.paragraph(&format!("会议时间：{}上午9时30分", topic.timeline.meeting));
    paper.paragraph(&format!("会议地点：{place}"));
    paper.paragraph(&format!("主持人：{}", topic.host.person.1));
    paper.heading("会议议程").paragraph(
        "1. 课题组通报前期调研情况\n2. 委员、专家学者和群众代表发言\n3. 有关部门回应\n4. 互动协商\n5. 主持人总结",
    );
    paper
}

fn script(topic: &Topic, random: &mut Random, date: Date) -> Paper {
    let title = format!("“{}”{}会主持词", topic.title, topic.form.1);
    let mut paper = Paper::new(topic, "host-script", &title, date, "");
    paper.paragraph("各位委员、同志们：");
    for said in prose::SCRIPT.choose(topic, random, 4) {
        paper.paragraph(&said);
    }
    paper.paragraph("（各项议程结束后）散会。");
    paper
}

fn outcome(topic: &Topic, random: &mut Random, date: Date) -> Paper {
    let title = format!("关于{}协商意见办理结果的材料", topic.title);
    let mut paper = Paper::new(topic, "outcome-material", &title, date, "");
    paper.section(topic, random, "办理情况", prose::OUTCOMES, 3);
    paper.section(topic, random, "后续安排", prose::CONSENSUS, 2);
    paper
}

fn record(topic: &Topic, random: &mut Random, date: Date, place: &str) -> Paper {
    let (title, form, host) = (&topic.title, topic.form.1, topic.host.person.1);
    let rest = format!(
        "subject: {title}\nheld: {date}\nplace: {place}\nhost: {host}\nagenda:\n  - 课题组通报前期调研情况\n  \
         - 委员、专家学者和群众代表发言\n  - 有关部门回应\n  - 协商讨论，主持人总结\n"
    );
    let mut paper = Paper::new(topic, "meeting-record", &format!("“{title}”{form}会会议记录"), date, &rest);
    paper.section(topic, random, "双方提出的问题和意见", prose::VIEWS, 6);
    paper.paragraph(&format!("部门方面：{}", prose::REPLIES.choose(topic, random, 5).concat()));
    paper.list(topic, random, "协商共识", prose::CONSENSUS, 4);
    paper
}

fn opinion_paper(topic: &Topic, random: &mut Random, date: Date) -> Paper {
    let title = format!("关于{}的协商意见", topic.title);
    let (year, number) = (topic.year, topic.number);
    let rest = if topic.of_party_group {
        format!("issuer: party-group\nto: [party-secretary]\nnumber: 云协党〔{year}〕{number}号\n")
    } else {
        format!(
            "issuer: cppcc-office\nto: [party-committee-office, government-office]\ncc: [department]\n\
             number: 云协办〔{year}〕{number}号\n"
        )
    };
    let mut paper = Paper::new(topic, "consultation-opinion", &title, date, &rest);
    paper.section(topic, random, "议题重要性", prose::IMPORTANCE, 3);
    paper.section(topic, random, "矛盾问题", prose::PROBLEMS, 4);
    paper.section(topic, random, "问题症结", prose::CAUSES, 3);
    paper.section(topic, random, "百姓诉求和企盼", prose::DEMANDS, 2);
    paper.section(topic, random, "委员专家重要观点", prose::VIEWS, 3);
    paper.section(topic, random, "建设性意见建议", prose::SUGGESTIONS, 5);
    paper.section(topic, random, "政府部门回应", prose::REPLIES, 3);
    paper.section(topic, random, "协商共识", prose::CONSENSUS, 2);
    paper.section(topic, random, "达成的谅解", prose::UNDERSTANDINGS, 1);
    paper.section(topic, random, "政策性建议", prose::SUGGESTIONS, 2);
    paper
}
